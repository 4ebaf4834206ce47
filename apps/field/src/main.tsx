import '@aftercare/ui/tokens.css'
import './hand.css'
import { applyTheme } from '@aftercare/ui'
import { startWords } from '@aftercare/words/web'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'
import { wordFiles } from './words.ts'

applyTheme()
await startWords(wordFiles)
createRoot(document.getElementById('root')!).render(<App />)
