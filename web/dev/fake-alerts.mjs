// Invented alerts on the queues of the invented road: the same shapes as the server's, by simple rules.
import { readFileSync } from 'node:fs'

const RULES = new URL('../../app/src/main/resources/io/freeflow/app/alert-rules.json', import.meta.url)
/** A rush hour has about so many. */
const MOST = 18

export class FakeAlerts {
  constructor(queuesAt, sensors) {
    this.rules = JSON.parse(readFileSync(RULES, 'utf8')).rules.map((rule) => ({ corridors: [], ...rule }))
    this.queuesAt = queuesAt
    this.sensors = sensors
    this.all = []
    this.news = false
    this.at = 0
  }

  standing() {
    return this.newestFirst(({ status }) => status !== 'resolved')
  }

  resolved() {
    return this.newestFirst(({ status }) => status === 'resolved')
  }

  newestFirst(wanted) {
    return this.all.filter(wanted).sort((a, b) => b.opened_at.localeCompare(a.opened_at))
  }

  /** Whether somebody did something since it was asked last. */
  acted() {
    const was = this.news
    this.news = false
    return was
  }

  act(id, { kind, by, note = '' }) {
    const alert = this.all.find((one) => one.alert_id === id)
    if (!alert || alert.status === 'resolved') return `the alert is resolved since ${alert?.updated_at}`
    const [what, status] = {
      acknowledge: ['acknowledged', 'acknowledged'],
      note: ['noted', alert.status],
      resolve: ['resolved', 'resolved'],
    }[kind]
    setTimeout(() => {
      this.log(alert, what, by, note)
      alert.status = status
      this.news = true
    }, 600)
    return null
  }

  /** A window closed: queues open alerts, keep them or let them end. */
  look(end) {
    this.at = end
    const queues = this.queuesAt(end).filter(({ length_mi }) => length_mi >= 0.3)
    const matched = new Set()
    for (const queue of queues) {
      const alert = this.standing().find(
        (one) => one.alert_type === 'congestion' && one.corridor_id === queue.corridor_id && overlaps(one, queue),
      )
      if (alert) this.update(alert, queue)
      const found = alert ?? (this.standing().length < MOST ? this.open(queue) : null)
      if (found) matched.add(found)
    }
    for (const alert of this.standing()) if (!matched.has(alert) && alert.alert_type === 'congestion') this.end(alert)
    if (this.all.length > 0) this.others()
    this.acknowledgeSome()
  }

  open(queue) {
    const rule = this.rules.find(({ id }) => id === (this.all.length % 5 === 2 ? 'long-queue' : 'unexpected-queue'))
    const alert = this.make(rule, 'congestion', queue.corridor_id)
    if (this.all.length % 10 === 3) alert.severity = 'critical'
    this.update(alert, queue)
    return alert
  }

  make(rule, alert_type, corridor_id) {
    const alert = {
      alert_id: `ALERT_${rule.id}_${corridor_id}_${iso(this.at).replace(/\W/g, '')}_${this.all.length}`,
      alert_type,
      severity: rule.severity,
      status: 'open',
      rule_id: rule.id,
      rule_name: rule.name,
      corridor_id,
      slowest_mph: null,
      delay_minutes: null,
      probability: null,
      silent_percent: null,
      outlook: null,
      opened_at: iso(this.at),
      log: [],
      playbook: rule.playbook,
    }
    this.log(alert, 'opened', 'freeflow')
    this.all.push(alert)
    return alert
  }

  update(alert, { head, tail, length_mi, slowest_mph }) {
    const rule = this.rules.find(({ id }) => id === alert.rule_id)
    const trend = Math.sin(length_mi * 7 + this.at / 3_000_000)
    Object.assign(alert, {
      head: this.endOf(head),
      tail: this.endOf(tail),
      length_mi,
      slowest_mph,
      delay_minutes: Math.round(length_mi * 25) / 10,
      updated_at: iso(this.at),
      outlook: {
        horizon_minutes: 30,
        length_mi: trend < -0.3 ? 0 : hundredths(length_mi * (1 + trend / 2)),
        probability: hundredths(0.55 + Math.abs(trend) * 0.3),
      },
    })
    if (rule.escalation && length_mi >= rule.escalation.at_mi && alert.severity === rule.severity) {
      alert.severity = rule.escalation.severity
      this.log(alert, 'escalated', 'freeflow')
    }
  }

  /** One forecast and one silent corridor, always. */
  others() {
    for (const [id, type, corridor_id, from, to, figures] of [
      ['queue-ahead', 'congestion_prediction', 'SR-91-E', 'DEV_91_E_014', 'DEV_91_E_018', { probability: 0.78 }],
      ['silent-corridor', 'system_anomaly', 'I-710-N', 'DEV_710_N_001', 'DEV_710_N_013', { silent_percent: 61.5 }],
    ]) {
      if (this.all.some(({ rule_id }) => rule_id === id)) continue
      const alert = this.make(
        this.rules.find((rule) => rule.id === id),
        type,
        corridor_id,
      )
      const [tail, head] = [from, to].map((sensor) => this.endOf(this.sensors.find(({ sensor_id }) => sensor_id === sensor)))
      Object.assign(alert, {
        tail,
        head,
        length_mi: hundredths(Math.abs(head.postmile_mi - tail.postmile_mi)),
        updated_at: iso(this.at),
        ...figures,
      })
    }
  }

  /** Every third is somebody's after a while. */
  acknowledgeSome() {
    this.standing().forEach((alert) => {
      if (alert.status !== 'open' || this.all.indexOf(alert) % 3 !== 1 || this.at - Date.parse(alert.opened_at) < 600_000) return
      this.log(alert, 'acknowledged', 'ann', 'tow truck on its way')
      alert.status = 'acknowledged'
    })
  }

  end(alert) {
    this.log(alert, 'resolved', 'freeflow')
    Object.assign(alert, { status: 'resolved', updated_at: iso(this.at) })
  }

  log(alert, what, by, note = '') {
    alert.log.push({ at: iso(this.at), what, by, note })
  }

  endOf({ sensor_id }) {
    const { name, postmile_mi, latitude, longitude } = this.sensors.find((one) => one.sensor_id === sensor_id)
    return { sensor_id, name, postmile_mi: hundredths(postmile_mi), latitude, longitude }
  }
}

function overlaps({ head, tail }, queue) {
  const [from, to] = [head, tail].map(({ postmile_mi }) => postmile_mi).sort((a, b) => a - b)
  const [low, high] = [queue.head, queue.tail].map(({ postmile_mi }) => postmile_mi).sort((a, b) => a - b)
  return low <= to && high >= from
}

function iso(ms) {
  return new Date(ms).toISOString()
}

function hundredths(value) {
  return Math.round(value * 100) / 100
}
