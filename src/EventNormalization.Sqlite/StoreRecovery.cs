namespace EventNormalization.Sqlite;

/// <summary>What opening does with a store that lacks something.</summary>
public enum StoreRecovery
{
    /// <summary>Refuses it, and says what is wrong and which ways out there are.</summary>
    Refuse,

    /// <summary>
    /// Goes on after damage that was seen after an unclean end, with what is readable: the transactions before the
    /// damage. A damaged log is kept beside the store with <c>.damaged</c> after its name; indexes that do not agree
    /// with their table are made again. Tables that are damaged stay refused.
    /// </summary>
    Repair,

    /// <summary>
    /// Starts an empty file in the place of one of the pair that is missing, and joins it to the other. Beside a store
    /// that lost its failed events, what came from them is carried over as settled; beside failed events that lost
    /// their store, all that was settled is pending again, so that a retry brings it into the new store.
    /// </summary>
    StartNew,
}
