export { readerOf } from './reader.ts'
export { ScanSheet } from './scan-sheet.tsx'
