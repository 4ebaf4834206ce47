export const texts = import.meta.glob<object>(
  [
    '../../../../packages/words/locales/zh-TW/*.json',
    '!../../../../packages/words/locales/zh-TW/{field,field-articles,field-help,field-job,field-sync,mail,paper,portal}.json',
  ],
  { eager: true, import: 'default' },
)
