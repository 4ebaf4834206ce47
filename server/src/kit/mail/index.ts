export { type MailTemplate, type QueuedMail, queueMail } from './queue.ts'
export { type MailValues, renderMail } from './render.ts'
export { type Mail, sendMail } from './send.ts'
export { type KeptMail, keptMails, type Mailer, type MailSettings, openMailer } from './transport.ts'
