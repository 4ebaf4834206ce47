export const texts = import.meta.glob<object>('../../../../packages/words/locales/zh-CN/{common,errors,portal}.json', {
  eager: true,
  import: 'default',
})
