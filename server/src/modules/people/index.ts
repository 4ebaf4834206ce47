/** What other modules may use of people. */
export { mustSeePerson } from './authority.ts'
export { DEMO_PASSWORD } from './demo-logins.ts'
export { makePersonFindable } from './findable.ts'
export { addSignIn, disableSignIn, listSignIns, type OperatedUser, resetPassword } from './operating.ts'
export { addPerson, type NewPerson, signInAs } from './persons.ts'
export { email } from './shapes.ts'
