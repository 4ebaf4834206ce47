import type { components } from '@aftercare/api'

/** What the server says a scanned text is. */
export type Read = components['schemas']['StockScan']
