using Recommender.Engine.Candidates;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class IdLookupTests
{
    [Fact]
    public void It_answers_as_a_dictionary_does_however_often_it_is_reset()
    {
        var random = new Random(5);
        var lookup = new IdLookup();
        for (var round = 0; round < 200; round++)
        {
            var range = round % 2 == 0 ? 500 : int.MaxValue;
            var ids = Enumerable.Range(0, random.Next(300)).Select(_ => random.Next(range)).Distinct().ToArray();
            var dictionary = ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
            lookup.Reset(ids);
            foreach (var id in ids.Concat(Enumerable.Range(0, 500)))
            {
                Assert.Equal(dictionary.GetValueOrDefault(id, -1), lookup.Find(id));
            }
        }
    }
}
