export const texts = import.meta.glob<object>(
  ['../../../../packages/words/locales/zh-CN/*.json', '!**/{field,field-articles,field-help,field-sync,portal}.json'],
  { eager: true, import: 'default' },
)
