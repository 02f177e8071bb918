import { Counter } from 'prom-client';

export const lostWakes = new Counter({
  name: 'voronka_queue_lost_wakes_total',
  help: 'Wake-ups that the backend did not take; the sweeper makes up for them',
  labelNames: ['job'],
});

export const failedBatches = new Counter({
  name: 'voronka_queue_failed_batches_total',
  help: 'Batches of keys whose run threw',
  labelNames: ['job'],
});

export const lostMessages = new Counter({
  name: 'voronka_bus_lost_messages_total',
  help: 'Live messages that the bus could not publish',
});
