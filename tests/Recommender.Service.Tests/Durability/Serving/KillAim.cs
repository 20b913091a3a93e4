namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>When a serving process is killed.</summary>
internal enum KillAim
{
    /// <summary>At a random time under load.</summary>
    AnyMoment,

    /// <summary>On the thread that has just received an acknowledgement.</summary>
    AtAcknowledgement,

    /// <summary>While many changes are under way.</summary>
    InBurst,

    /// <summary>At any time from the start of the process until it has served for a while.</summary>
    DuringStart,

    /// <summary>When the log is being copied into the database file.</summary>
    InCheckpoint,

    /// <summary>After several intervals between writes of counts, at the default interval.</summary>
    AfterCounting,
}
