// A KafkaJS processor from NAMESPACE.traffic-raw to NAMESPACE.each-events or NAMESPACE.batch-events.
//
//   node peer.mjs each|batch BROKER
//
// Takes orders a line at a time: «start NAMESPACE», «stop». Answers each with «ok».
import { createInterface } from 'node:readline'
import { Kafka, logLevel } from 'kafkajs'
import { flatten } from './flatten.mjs'

const [kind, broker] = process.argv.slice(2)
const kafka = new Kafka({ clientId: `peer-${kind}`, brokers: [broker], logLevel: logLevel.ERROR })

/** As people write it: one message after the other, each send awaited. */
function each(consumer, producer, topic) {
  return consumer.run({
    eachMessage: async ({ message }) => {
      const flat = flatten(message)
      if (flat) await producer.send({ topic, messages: [flat] })
    },
  })
}

/** Tuned: all partitions at once, one send for a whole fetched batch. */
function batch(consumer, producer, topic) {
  return consumer.run({
    partitionsConsumedConcurrently: 5,
    eachBatch: async ({ batch }) => {
      const messages = batch.messages.map(flatten).filter(Boolean)
      if (messages.length > 0) await producer.send({ topic, messages })
    },
  })
}

async function start(namespace) {
  const consumer = kafka.consumer({
    groupId: `${namespace}.${kind}`,
    readUncommitted: false,
    ...(kind === 'batch' && { maxBytesPerPartition: 4 << 20, maxWaitTimeInMs: 20 }),
  })
  const producer = kafka.producer()
  await Promise.all([consumer.connect(), producer.connect()])
  await consumer.subscribe({ topic: `${namespace}.traffic-raw`, fromBeginning: true })
  await (kind === 'each' ? each : batch)(consumer, producer, `${namespace}.${kind}-events`)
  return async () => {
    await consumer.disconnect()
    await producer.disconnect()
  }
}

let stop
console.log('ok')
for await (const line of createInterface({ input: process.stdin })) {
  const [order, namespace] = line.split(' ')
  if (order === 'start') stop = await start(namespace)
  else await stop()
  console.log('ok')
}
process.exit(0)
