export const texts = import.meta.glob<object>('../../../../packages/words/locales/zh-TW/{common,errors,portal}.json', {
  eager: true,
  import: 'default',
})
