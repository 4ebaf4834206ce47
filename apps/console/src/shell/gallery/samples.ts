/** Names and numbers to look at; they are data, not texts of the product. */
export const sample = {
  number: 'SR-2026-000123',
  zone: 'Asia/Shanghai',
  customer: '上海申能压缩机有限公司',
  person: 'Klara Winter',
  technician: '林怡君',
  note: 'Compressor trips after 20 min. 声音异常,启动后跳闸。',
}

export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
