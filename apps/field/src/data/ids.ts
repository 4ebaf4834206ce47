import { v7 } from 'uuid'

/** Made on the phone, so that what hangs on it can be made before the server has heard of it. */
export const newId = (): string => v7()
