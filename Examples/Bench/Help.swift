/// What `--help` says.
enum Help {
    static var text: String {
        """
        zmq-bench measures this package and libzmq, which is loaded at run time.

        Everything, both libraries in turn, as a table, a JSON file and a chart:

          zmq-bench compare [--quick] [--rounds N] [--seconds S] [--only TEXT]
                            [--message fresh|same] [--output DIR] [--chart PATH]

            --quick     less of it and shorter, in less than a minute
            --rounds    how often everything is measured (5; 3 with --quick)
            --seconds   how long each measurement lasts (0.75; 0.2 with --quick)
            --only      only the rows whose title contains TEXT: --only 'tcp PUSH'
            --message   fresh: each message is made of the program's bytes when it is sent,
                        Message(bytes) here and zmq_send there; same: one message is sent
                        again and again, the same value here and zmq_msg_copy there (fresh)
            --output    where compare.json and compare.svg go (bench-results)
            --chart     writes the chart there as well

        One workload with one library, one line for each round:

          zmq-bench run <workload> [--library swift|zmq|raw] [--size BYTES] [--peers N]
                        [--topics N] [--queued N] [--outstanding N] [--transport tcp|ipc]
                        [--async] [--no-drop] [--message fresh|same]
                        [--seconds S] [--rounds N] [--quick]

        \(workloads)

        Every end is a process of its own. What is measured starts when all of them are
        under way and warm. Options have the defaults of each library.

        The programs of libzmq's perf folder; either side may be libzmq's own:

          zmq-bench local-thr  <bind-to> <message-size> <message-count>
          zmq-bench remote-thr <connect-to> <message-size> <message-count> [--peers N]
          zmq-bench local-lat  <bind-to> <message-size> <roundtrip-count>
          zmq-bench remote-lat <connect-to> <message-size> <roundtrip-count> [--peers N]
          zmq-bench inproc-thr <message-size> <message-count> [--peers N]
          zmq-bench inproc-lat <message-size> <roundtrip-count> [--peers N]

            --library swift|zmq, --async, --message fresh|same
            --peers     that many sockets share the messages or round trips

        A fixed number of messages within one process, a thread at each end, for profilers; the
        rate, and the processor time of a message by thread:

          zmq-bench micro [--library swift|zmq] [--transport tcp|ipc|inproc] [--size BYTES]
                          [--count N] [--rounds N] [--message fresh|same]

        A fixed amount of work, for counting instructions (see .ci/instructions):

          zmq-bench fixed <what> <count> [--library swift|zmq]

            \(FixedCommand.Job.allCases.map(\.rawValue).joined(separator: ", "))
        """
    }

    private static var workloads: String {
        let names = Workload.allCases.map(\.rawValue)
        let width = (names.map(\.count).max() ?? 0) + 2
        return Workload.allCases.map { workload in
            let name = workload.rawValue
            return "    " + name + String(repeating: " ", count: width - name.count) + workload.summary
        }.joined(separator: "\n")
    }
}
