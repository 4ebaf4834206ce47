// The best plan for many visits (Node only: threads). Slot search for browsers is in ../index.ts.
export * from '../formats/vrplib.ts'
export * from '../formats/vrptw.ts'
export * from './apart.ts'
export * from './legs.ts'
export * from './model.ts'
export * from './result.ts'
export * from './solve.ts'
export * from './timetable.ts'
