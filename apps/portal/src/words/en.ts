export const texts = import.meta.glob<object>('../../../../packages/words/locales/en/{common,errors,portal}.json', {
  eager: true,
  import: 'default',
})
