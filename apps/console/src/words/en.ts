export const texts = import.meta.glob<object>(
  [
    '../../../../packages/words/locales/en/*.json',
    '!../../../../packages/words/locales/en/{field,field-articles,field-help,field-job,field-sync,mail,paper,portal}.json',
  ],
  { eager: true, import: 'default' },
)
