import { LanguageSwitch, ThemeSwitch } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { AntdPart } from './antd-part.tsx'
import styles from './gallery.module.css'
import { KitPart } from './kit-part.tsx'
import { StatesPart } from './states-part.tsx'

/** All components on one page, in every language and light. Development builds only; its sample texts are no words of the product. */
export function Gallery() {
  const { t } = useTranslation('console')
  return (
    <main className={styles.gallery}>
      <header className={styles.head}>
        <h1>{t('gallery.title')}</h1>
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <StatesPart />
      <KitPart />
      <AntdPart />
    </main>
  )
}
