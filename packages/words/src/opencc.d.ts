declare module 'opencc-js/dict/*' {
  /** `简 簡|后 後|…`: what is found and what it becomes. */
  const lines: string
  export default lines
}
