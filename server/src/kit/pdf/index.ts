export { paperAnswer } from './answer.ts'
export {
  type Column,
  type Fact,
  facts,
  heading,
  type Line,
  lineTable,
  paragraph,
  type Signature,
  signatures,
  statusBox,
  together,
} from './blocks.ts'
export { type Company, type Paper, printPaper } from './document.ts'
export { type Label, type LabelForm, type LabelSheet, paperOf, printLabels } from './labels.ts'
export { type Picture, qrPicture } from './pictures.ts'
