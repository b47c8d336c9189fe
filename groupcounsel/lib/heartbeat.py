"""The worker says every two seconds, in the queue's own server, that it lives and hears the queue."""

from celery import bootsteps

KEY = "groupcounsel:worker"
EVERY = 2.0  # seconds
FORGOTTEN_AFTER = 7  # seconds; three beats may be late before the worker counts as dead


class Heartbeat(bootsteps.StartStopStep):
    """Part of a worker's consumer: without a connection to the queue there is no beat."""

    requires = ("celery.worker.consumer.connection:Connection",)
    repeated = None

    def start(self, parent):
        self.beat(parent)
        self.repeated = parent.timer.call_repeatedly(EVERY, self.beat, (parent,))

    def stop(self, parent):
        if self.repeated:
            self.repeated.cancel()

    def beat(self, consumer):
        """Over a connection apart from the one that waits for tasks: its answers would be taken for each other."""
        with consumer.connection.default_channel.conn_or_acquire() as client:
            client.set(KEY, "1", ex=FORGOTTEN_AFTER)
