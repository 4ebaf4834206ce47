// Slot search, shared by server and board: pure, no clock of its own, no I/O.
export * from './day-parts.ts'
export * from './expected.ts'
export * from './judge.ts'
export * from './roads.ts'
export * from './room.ts'
export * from './travel.ts'
export * from './way.ts'
export * from './work.ts'
