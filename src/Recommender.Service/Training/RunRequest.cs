namespace Recommender.Service.Training;

/// <summary>Why a run is wanted.</summary>
/// <param name="Reason">What it is started by.</param>
/// <param name="Who">Who wants it.</param>
/// <param name="Force">Put its model live whatever the gate says.</param>
/// <param name="Anew">Learn all anew, whatever could be kept of the live model.</param>
public sealed record RunRequest(RunReason Reason, string Who, bool Force = false, bool Anew = false)
{
    /// <summary>From the command line.</summary>
    public static readonly RunRequest Operator = new(RunReason.Hand, People.Actor.Operator.Name);
}
