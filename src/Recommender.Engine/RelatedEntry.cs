using System.Runtime.InteropServices;

namespace Recommender.Engine;

/// <summary>One related document.</summary>
/// <param name="Index">Index into the ids of the lists.</param>
/// <param name="Score">Relatedness in [0, 1].</param>
/// <param name="UnlearnedPosition">Where it stands in the unlearned order of all candidates, from 1; 0 where that is not known.</param>
// Packed: a large site has millions of them in memory.
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct RelatedEntry(int Index, float Score, ushort UnlearnedPosition = 0);
