/** What other modules may use of the network. */
export { calendarOf, type Hours, hoursOf } from './hours.ts'
export { letterhead, paperSize } from './letterhead.ts'
export { type NearestStation, type Site, stationFor } from './nearest.ts'
export { peopleOfRoles } from './people-of-roles.ts'
export { skillsOfStations } from './station-skills.ts'
