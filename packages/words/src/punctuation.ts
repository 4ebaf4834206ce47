const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  ';': '；',
  '!': '！',
  '?': '？',
  '(': '（',
  ')': '）',
}
/** What is no text of ours: values that come in, texts that are put in, `(EU) 2019/771`. */
const foreign = /\{\{[^}]*\}\}|\$t\((?:[^(){}]|\{\{[^}]*\}\})*\)|\([A-Z]{2}\)(?= \d)/g
const inLatin = (character: string | undefined) => character !== undefined && /[!-~]/.test(character)

/**
 * A Chinese text with the marks of Chinese typography: half-width ones stay only inside Latin words, figures and addresses (`3,000`,
 * `https:`, `1793.2(d)`). What a placeholder brings is taken for Chinese.
 */
export function fullWidth(text: string): string {
  const masked = text.replace(foreign, (one) => '\uFFFC'.repeat(one.length))
  const opened: boolean[] = []
  const marks = [...masked].map((mark, at) => {
    const full = FULL[mark]
    if (!full) return undefined
    if (mark === ')') return opened.pop() === false ? undefined : full
    const isLatin = inLatin(masked[at - 1]) && inLatin(masked[at + 1])
    if (mark === '(') opened.push(!isLatin)
    return isLatin ? undefined : full
  })
  const written = [...text].map((character, at) => marks[at] ?? character).join('')
  return written.replace(/ *([，：；！？（）]) */g, '$1').replace(/(?<=\d)，(?=\d{3})/g, ',')
}
