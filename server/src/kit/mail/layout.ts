/** The parts of a mail in reading order, as plain text. */
export interface MailParts {
  language: string
  title: string
  paragraphs: readonly string[]
  code: string
  quote: string
  facts: readonly { label: string; value: string }[]
  button?: { label: string; url: string; help: string }
  after: string
  footer: readonly string[]
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/\r?\n/g, '<br>')

/** The same content as text, for readers without HTML. */
export function asText(parts: MailParts): string {
  const facts = parts.facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
  const button = parts.button ? `${parts.button.label}:\n${parts.button.url}` : ''
  const quote = parts.quote.replace(/^/gm, parts.quote ? '> ' : '')
  return [
    parts.title,
    ...parts.paragraphs,
    quote,
    parts.code,
    facts,
    button,
    parts.after,
    `-- \n${parts.footer.join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

const FONT = `font-family:-apple-system,'Segoe UI','PingFang SC','PingFang TC','Microsoft YaHei','Microsoft JhengHei',Roboto,Arial,sans-serif`
const paragraph = (text: string, style = '') =>
  text ? `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>` : ''

/** One column of headings, paragraphs and one link: no images, no tracking, readable by every mail program and aloud. */
export function asHtml(parts: MailParts): string {
  const { title, paragraphs, code, quote, facts, button, after, footer } = parts
  return `<!doctype html>
<html lang="${escapeHtml(parts.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1a1f26;${FONT};font-size:16px;line-height:1.6">
<main style="max-width:560px;margin:0 auto">
<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">${escapeHtml(title)}</h1>
${paragraphs.map((text) => paragraph(text)).join('\n')}
${quote ? `<blockquote style="margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid #8793a1">${escapeHtml(quote)}</blockquote>` : ''}
${code ? `<p style="margin:0 0 16px;font-size:30px;font-weight:700;letter-spacing:4px">${escapeHtml(code)}</p>` : ''}
${facts.length > 0 ? factList(facts) : ''}
${button ? buttonHtml(button) : ''}
${paragraph(after)}
<hr style="border:0;border-top:1px solid #c9d0d8;margin:24px 0 16px">
${footer.map((text) => paragraph(text, 'font-size:13px;color:#5b6572')).join('\n')}
</main></body></html>
`
}

const factList = (facts: MailParts['facts']) =>
  `<dl style="margin:0 0 16px">${facts
    .map(
      ({ label, value }) =>
        `<dt style="font-size:13px;color:#5b6572">${escapeHtml(label)}</dt><dd style="margin:0 0 8px">${escapeHtml(value)}</dd>`,
    )
    .join('')}</dl>`

function buttonHtml(button: NonNullable<MailParts['button']>): string {
  const url = escapeHtml(button.url)
  return `<p style="margin:0 0 16px"><a href="${url}" style="display:inline-block;padding:12px 24px;background:#0b57d0;color:#ffffff;border-radius:8px;text-decoration:none;font-weight:600">${escapeHtml(button.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#5b6572">${escapeHtml(button.help)}<br><a href="${url}" style="color:#0b57d0;word-break:break-all">${url}</a></p>`
}
