import { chooseLanguage, type Language, languageNames, languages, useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import styles from './switches.module.css'
import { chooseTheme, themes, useTheme } from './theme.ts'

/** The three languages by their own names; switches at once, without a reload. */
export function LanguageSwitch({ onChoose }: { onChoose?: (language: Language) => void }) {
  const { t } = useTranslation('common')
  const { language } = useFormat()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('language')}</legend>
      {languages.map((one) => (
        <label key={one} className={styles.choice} lang={one}>
          <input
            type="radio"
            name="language"
            checked={one === language}
            onChange={() => {
              void chooseLanguage(one)
              onChoose?.(one)
            }}
          />
          <span>{languageNames[one]}</span>
        </label>
      ))}
    </fieldset>
  )
}

export function ThemeSwitch() {
  const { t } = useTranslation('common')
  const { theme } = useTheme()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('theme.label')}</legend>
      {themes.map((one) => (
        <label key={one} className={styles.choice}>
          <input type="radio" name="theme" checked={one === theme} onChange={() => chooseTheme(one)} />
          <span>{t(`theme.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
