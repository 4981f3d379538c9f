"""A worker whose acknowledgements were lost leaves: it would wait for ever, with nothing in its hands."""

from celery.bootsteps import StartStopStep
from celery.worker import state
from redis.exceptions import ConnectionError as BrokerLost

#: How often a worker looks at itself, in seconds.
PULSE = 5.0


class LeaveAfterLostAcks(StartStopStep):
    """A step of the consumer that ends a worker which holds all the messages it may hold and works on none.

    Redis may go away between the end of a task and its acknowledgement. Celery only logs that, the message counts as
    held for good, and at the limit of prefetched messages the worker asks for no more. An error of the connection
    makes it leave, as for any other loss of the broker; whoever watches it starts it again.
    """

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer, **options) -> None:
        self.timer, self.was_stuck = None, False
        super().__init__(consumer, **options)

    def start(self, consumer) -> None:
        """Look at regular intervals."""
        self.was_stuck = False
        self.timer = consumer.timer.call_repeatedly(PULSE, self.look, (consumer,))

    def stop(self, consumer) -> None:
        """Look no more."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def look(self, consumer) -> None:
        """Compare what the worker holds with what it works on; twice, as a message may be on its way between both.

        :raises BrokerLost: when nothing can move any more.
        """
        stuck = not consumer.task_consumer.channel.qos.can_consume() and not state.reserved_requests
        if stuck and self.was_stuck:
            raise BrokerLost("acknowledgements were lost: this worker would take nothing any more")
        self.was_stuck = stuck
