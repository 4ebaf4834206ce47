import ts from 'typescript'
import type { Source } from './sources.ts'

const SPOKEN = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'aria-label',
  'aria-description',
  'description',
  'tooltip',
  'okText',
  'cancelText',
])
const LETTERS = /[\p{L}]{2,}/u

/** Every text a person sees comes from the words: JSX text and the attributes that are read aloud or shown hold none. */
export function literalTexts(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
    const found: string[] = []
    const note = (node: ts.Node, said: string) => {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${path}:${line + 1}: ${JSON.stringify(said.trim().slice(0, 60))}`)
    }
    const visit = (node: ts.Node) => {
      if (ts.isJsxText(node) && LETTERS.test(node.text)) note(node, node.text)
      if (
        ts.isJsxExpression(node) &&
        node.expression &&
        ts.isStringLiteral(node.expression) &&
        !ts.isJsxAttribute(node.parent) &&
        LETTERS.test(node.expression.text)
      ) {
        note(node, node.expression.text)
      }
      if (
        ts.isJsxAttribute(node) &&
        SPOKEN.has(node.name.getText()) &&
        node.initializer &&
        ts.isStringLiteral(node.initializer) &&
        LETTERS.test(node.initializer.text)
      ) {
        note(node, node.initializer.text)
      }
      ts.forEachChild(node, visit)
    }
    visit(file)
    return found
  })
}
