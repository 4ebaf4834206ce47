export const texts = import.meta.glob<object>(
  '../../../../packages/words/locales/zh-TW/{common,errors,field,requests,assets,field-work,parts,billing,entitlement,parties,dispatch}.json',
  {
    eager: true,
    import: 'default',
  },
)
