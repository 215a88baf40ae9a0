import { createRoot } from 'react-dom/client';
import { compose } from './compose/compose.ts';
import { App } from './ui/app.tsx';
import { createLabPlace } from './ui/lab/lab-place.tsx';

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
const { actions, stores, loadLab } = await compose();
const labPlace = createLabPlace({ load: loadLab });
createRoot(container).render(<App actions={actions} stores={stores} labPlace={labPlace} />);
