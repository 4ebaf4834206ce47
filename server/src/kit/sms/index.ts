export { type QueuedSms, queueSms } from './queue.ts'
export { openTexter, type Sms, type SmsSettings, type Texter } from './transport.ts'
