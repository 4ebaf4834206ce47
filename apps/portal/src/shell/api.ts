import { createApi, createCall } from '@aftercare/api'
import { currentLanguage } from '@aftercare/words/web'

export const api = createApi(currentLanguage)
export const call = createCall(currentLanguage)
