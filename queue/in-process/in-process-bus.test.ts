import { describeBus } from '../bus-contract.ts';
import { inProcessBus } from './in-process-bus.ts';

describeBus('the bus in process', () => inProcessBus());
