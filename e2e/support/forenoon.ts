/** A zone in which it is about ten in the morning: what is planned for the next hours is planned for today. */
export function zoneOfForenoon(now: Date): string {
  const zones = ['Pacific/Auckland', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles']
  const hour = (timeZone: string) =>
    Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now))
  return zones.sort((a, b) => Math.abs(hour(a) - 10) - Math.abs(hour(b) - 10))[0]!
}
