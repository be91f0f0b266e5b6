namespace EventNormalization.Testing;

/// <summary>What happens in a simulated world beside the faults of plans.</summary>
internal enum SimIncident
{
    /// <summary>A process dies where it stands.</summary>
    Crash,

    /// <summary>All processes die, and the stores keep what is durable.</summary>
    PowerCut,

    /// <summary>A process dies in a call of several appends, of which some took effect.</summary>
    TornCall,

    /// <summary>A flow stands still beyond every lease, before or after its step.</summary>
    Pause,

    /// <summary>The caller is told of a timeout, and the step lands afterwards.</summary>
    LateLanding,

    /// <summary>A client gives up while it waits.</summary>
    GivingUp,

    /// <summary>A client's request arrives twice.</summary>
    TwiceDelivered,
}
