/* libFuzzer brings main; what it calls is in the Swift library this program is linked with. */
