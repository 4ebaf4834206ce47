export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'windows-1252'

// The most frequent characters of Chinese text in either script, and those of after-sales lists: with a hundred of
// them one line of a real file tells GB18030 and Big5 apart.
const COMMON = new Set(
  '的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家' +
    '学學对對可她里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前' +
    '所本见見经經头頭面公同三已老从從动動两兩长長产產品客户戶型号號名称稱电電话話地址市区區省路维維修故障问問题題' +
    '服务務单單备備注註状狀态態日期数數量编編价價格保机機空调調冷热熱水器洗衣车車姓女先李王张張刘劉陈陳杨楊赵趙黄黃',
)

/** The encoding of a text by its byte order mark, else by what its first bytes can be. */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]! += 1
  })
  if (zeros[1]! > head.length / 8 && zeros[0]! < zeros[1]! / 4) return 'utf-16le'
  if (zeros[0]! > head.length / 8 && zeros[1]! < zeros[0]! / 4) return 'utf-16be'
  return isUtf8(head) ? 'utf-8' : legacyEncoding(head)
}

function isUtf8(head: Buffer): boolean {
  try {
    // stream: the sample may end in the middle of a character
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Latin text has single high bytes between ASCII letters (Müller); Chinese has them in pairs and long runs. */
function legacyEncoding(head: Buffer): Encoding {
  const runs = head.toString('latin1').match(/[\x80-\xff]+/g) ?? []
  const single = runs.filter((run) => run.length === 1).length
  const gb = commonness('gb18030', head)
  const big5 = commonness('big5', head)
  if (single > runs.length / 2 && Math.max(gb, big5) < 0.2) return 'windows-1252'
  return big5 > gb ? 'big5' : 'gb18030'
}

/** Share of common characters among all non-ASCII ones when read in that encoding. */
function commonness(encoding: Encoding, head: Buffer): number {
  const wide = [...new TextDecoder(encoding).decode(head)].filter((char) => char > '\x7f')
  return wide.filter((char) => COMMON.has(char)).length / Math.max(1, wide.length)
}

/** Decodes a stream; bytes that are none in that encoding become U+FFFD, which the reader reports with the row. */
export async function* decode(source: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
