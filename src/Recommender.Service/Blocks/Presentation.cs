namespace Recommender.Service.Blocks;
