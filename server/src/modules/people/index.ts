/** What other modules may use of people. */
export { makePersonFindable } from './findable.ts'
export { addPerson, type NewPerson } from './persons.ts'
export { email, weekly } from './shapes.ts'
export { checkWeek } from './shifts.ts'
