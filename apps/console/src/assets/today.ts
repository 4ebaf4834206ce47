import dayjs from 'dayjs'

/** Today where this screen stands, as the API writes a day. */
export const today = () => dayjs().format('YYYY-MM-DD')
