/** What others use of the import: the command line, the console's routes, the demo. */
export { findingsCsv } from './import-findings.ts'
export { type Mapping, mappingNamed, mappingShape, readMapping, shippedMappings } from './import-mapping.ts'
export { type ImportReport, importRequests } from './import-run.ts'
