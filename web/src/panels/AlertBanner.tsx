import { messages } from '../messages'
import { newsAlert, newsKeyOf, spotOfAlert } from '../state/alerts'
import { useSelect } from '../state/store'
import { alertTitle, figuresText } from './alertText'
import { Banner } from './Banner'
import { SeverityMark } from './SeverityMark'

/** The newest bad alert of a road that is not simulated; a simulated one has its incidents there. */
export function AlertBanner() {
  const news = useSelect(({ road, dismissed }) => {
    if (road?.feed.kind === 'simulated' || road?.clock.feed_time == null) return null
    return newsAlert(road.alerts, Date.parse(road.clock.feed_time), dismissed)
  })
  const units = useSelect((state) => state.view.units)
  if (!news) return null
  return (
    <Banner
      label={messages.alertNews}
      sign={<SeverityMark severity={news.severity} />}
      spot={spotOfAlert(news)}
      dismissAs={newsKeyOf(news)}
      severity={news.severity}
    >
      {alertTitle(news)}: {figuresText(news, units)}
    </Banner>
  )
}
