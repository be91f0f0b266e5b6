namespace EventNormalization.Pipeline;

/// <summary>The reason codes of events that are understood and may not be sent by who sent them.</summary>
public static class SendingReasons
{
    /// <summary>The sender may not send events of this client; nothing was kept.</summary>
    public const string ClientForbidden = "client_id.forbidden";
}
