/** What the modules above may use of the voice of the customer. */
export { findReturnVisit, type ReturnVisitRow } from './find.ts'
export { surveyFigures } from './survey-figures.ts'
