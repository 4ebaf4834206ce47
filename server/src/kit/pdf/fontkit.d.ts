/** The little of fontkit we use; its own types are not published with it. */
declare module 'fontkit' {
  export interface Font {
    characterSet: number[]
  }
  export function create(bytes: Uint8Array): Font
}
