// The best plan for many visits (Node only: threads). Slot search for browsers is in ../index.ts.
export * from './model.ts'
