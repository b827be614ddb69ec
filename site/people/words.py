"""The words that receipt codes and friendly names are made of; all chosen by hand.

Code words are short, kind, easy to spell and unlike each other by ear. Names hold no colour, no
size, no body and no animal that is used to hurt people. tests/people/test_words.py guards both.
"""

from __future__ import annotations

_CODE_WORDS = """
acorn album almond alpine amber anchor apple apricot april apron arbour arcade arch arrow aspen
aster atlas attic autumn avenue badge badger bagel balcony ballad balloon bamboo banana banjo banner
barley barn basil basket bay beach beacon beaver beech beehive bell bench berry birch biscuit
blanket blossom bluebell boat bonnet book boot bottle bowl bracelet bramble branch bread breeze
brick bridge brook broom brush bubble bucket bud bugle bunny bunting butter button cabin cactus cake
camel camera camp candle canoe canvas canyon caravan cardigan carnival carpet carrot castle cave
cedar cello cereal chair chalk charm cheddar cheese cherry chestnut chime chimney circle circus
citrus city clay cliff clock cloud clover coast coat cobble cocoa coconut comet compass concert
cookie coral corner cotton country cove crab cradle crane crayon cream creek cricket crocus crown
crumble crystal cuckoo cupcake curtain cushion custard cycle daffodil daisy dance dandelion dawn
deck denim desert diamond dingle dinner dolphin domino donut doodle door dragon drawer dream drift
drum dune easel echo eclipse elm ember engine envelope evening fable falcon family farm feather fern
ferry festival fiddle field finch fir firefly fireside flag flame flamingo flannel flask flipper
float flute foal folder forest fossil fountain fox freckle friend frost fruit fudge galaxy gallery
garden garland garlic gate gazebo gecko ginger giraffe glacier glade glen glider glitter globe glove
goldfish goose gosling grape grass gravel green guitar gull hamlet hammock hamper harbour harmony
harp harvest hat haven hazel heather hedge hedgehog helmet heron hill hobby holiday holly honey hoop
horizon hornbeam house hug igloo indigo inkwell inlet iris island ivory ivy jacket jam jar jasmine
jelly jigsaw jingle joke journey jubilee juggler juice jumper juniper kayak kernel kettle keyboard
kindle kingdom kite kitten kiwi koala ladder ladybird lagoon lake lamb lamp lantern larch lark
laurel lavender leaf lemon lemonade leopard letter lettuce library lilac lily lime linen lizard
llama lobster locket lollipop lotus lullaby lupin lyric magnet magpie mallow mango maple marble
marigold marina market marmalade marsh marzipan meadow melody melon mermaid merry midday milk mill
mint mirror mitten moccasin monday moon moose morning mosaic moss mountain muffin mulberry music
mustard napkin nectar needle nest nettle noodle notebook nougat nutmeg oak oasis oat ocean olive
onion opal orange orbit orchard orchid osprey otter oyster paddle page paint palace palm pancake
panda pansy paper parade parcel park parsley parsnip party pasta pastel path patio pattern pavilion
peach peacock peanut pearl pebble pelican pencil penguin pepper petal piano picnic picture pigeon
pillow pilot pine pink pirate pixel planet plaster playground plum pocket poem polka pond pony
poplar poppy porch porridge postcard potato pottery present primrose prism pudding puffin pumpkin
puppet puppy puzzle quarry quartz quaver quiche quill quilt rabbit radio radish raft rainbow
raindrop raisin rattle raven recipe reed reef ribbon rice riddle river robin rocket rope rosemary
rowan ruby ruffle saddle saffron sail salad salmon samba sandal sandcastle sandwich sapling sapphire
satchel saturn saucer saxophone scarf school scone scooter seal season seesaw sequin shadow shamrock
shell shelter sherbet shore shower silver singer skate sketch sky slide slipper smile snow snowdrop
snowflake sofa solar song sonnet sorbet soup spaniel spark sparrow spice spinach spindle spinner
spoon spring sprout squash squirrel stable stamp star starfish station stencil stitch story
strawberry stream street stripe studio sugar summer sunbeam sundial sunflower sunrise sunset surf
swallow swan sweater swift swing sycamore syrup table tadpole tambourine tango tapestry tartan
teacup teapot temple tennis tent terrace theatre thimble thistle thunder thyme ticket timber tinsel
toast toffee tomato topaz torch tortoise tower toy tractor trail train travel treasure tree treetop
triangle trifle trombone trumpet tulip tundra tunnel turnip turtle twilight twinkle ukulele umbrella
unicorn uplift valley vanilla velvet veranda village vine viola violet violin voyage waffle wagon
walnut walrus waltz water waterfall wave weaver wheat wheel whisper whistle willow window winter
wisdom wombat wonder wood woodland wool wreath yacht yarn yellow yodel yoghurt yonder zebra zephyr
zigzag zinnia zipper
"""

_ADJECTIVES = """
Able Adventurous Amazing Artful Balanced Beaming Blooming Bold Bouncy Brave Breezy Bright Brilliant
Bubbly Buoyant Busy Calm Capable Careful Caring Cheerful Clever Cool Cosy Courageous Creative
Curious Daring Dazzling Determined Dreamy Eager Earnest Electric Elegant Epic Excellent Exciting
Fabulous Fair Fearless Festive Friendly Generous Gentle Giving Gleaming Glorious Glowing Graceful
Grateful Happy Hardy Helpful Heroic Honest Hopeful Imaginative Incredible Inventive Jaunty Jolly
Joyful Jubilant Keen Kind Legendary Lively Lovely Loyal Lucky Magical Magnificent Marvellous Merry
Mindful Musical Neat Nimble Noble Open Patient Peaceful Perfect Playful Poetic Polite Proud Quick
Quiet Radiant Ready Remarkable Roaming Shining Skilful Smart Smiling Snug Sparkling Speedy Splendid
Starry Steady Stellar Strong Sturdy Sunny Super Superb Surprising Swift Tender Terrific Thoughtful
Tidy Tranquil True Trusty Twinkling Upbeat Valiant Vivid Warm Welcoming Whimsical Wise Witty
Wonderful Zany Zesty Zippy
"""

_VERBS = """
Acting Asking Balancing Building Camping Carving Cheering Clapping Climbing Collecting Composing
Crafting Cycling Dancing Dashing Designing Digging Discovering Diving Doodling Drawing Dreaming
Drifting Drumming Exploring Filming Finding Floating Flying Gardening Gliding Growing Helping Hiking
Hopping Humming Imagining Inventing Jogging Joking Juggling Jumping Knitting Laughing Leading
Leaping Learning Listening Making Marching Mending Mixing Moving Noticing Painting Planning Planting
Playing Puzzling Racing Rapping Reading Rhyming Riding Rolling Rowing Running Sailing Sculpting
Searching Sewing Sharing Singing Skating Sketching Skiing Skipping Sliding Snoozing Soaring Solving
Spinning Splashing Stargazing Storytelling Strolling Strumming Surfing Swaying Swimming Swinging
Talking Thinking Travelling Twirling Walking Wandering Waving Weaving Whistling Wishing Wondering
Writing Yodelling Zooming
"""

_ANIMALS = """
Alpaca Antelope Armadillo Avocet Axolotl Badger Barnacle Beaver Bilby Bluebird Bluetit Bullfinch
Bumblebee Bunny Butterfly Capybara Caribou Cheetah Chinchilla Chipmunk Cicada Coati Cormorant Coyote
Crab Crane Cricket Curlew Deer Dolphin Dormouse Dove Dragonfly Duckling Dunlin Eagle Echidna Eider
Emu Falcon Fawn Ferret Finch Firefly Flamingo Foal Fox Gannet Gazelle Gecko Gerbil Giraffe Goldfinch
Goldfish Gosling Grasshopper Greyhound Hamster Hare Hawk Hedgehog Heron Hummingbird Ibex Ibis Iguana
Impala Jackdaw Jaguar Jay Jerboa Kangaroo Kestrel Kingfisher Kitten Kiwi Koala Kookaburra Ladybird
Lapwing Lark Lemur Leopard Linnet Lion Lizard Llama Lobster Lynx Macaw Magpie Marmot Marten Meerkat
Merlin Mongoose Narwhal Newt Nightingale Numbat Ocelot Octopus Okapi Oriole Oryx Osprey Otter Owl
Oyster Panda Panther Parakeet Partridge Peacock Pelican Penguin Pheasant Pika Pipistrelle Platypus
Plover Pony Porcupine Porpoise Puffin Puma Puppy Quail Quokka Rabbit Raccoon Raven Redstart Redwing
Reindeer Robin Salmon Sandpiper Seahorse Seal Serval Skylark Snipe Sparrow Squirrel Starfish
Starling Stoat Stork Swallow Swan Swift Teal Tern Thrush Tiger Tortoise Toucan Treefrog Trout Turtle
Unicorn Vole Wagtail Wallaby Warbler Waxwing Wolf Wombat Woodpecker Wren Zebra
"""

CODE_WORDS: tuple[str, ...] = tuple(_CODE_WORDS.split())
ADJECTIVES: tuple[str, ...] = tuple(_ADJECTIVES.split())
VERBS: tuple[str, ...] = tuple(_VERBS.split())
ANIMALS: tuple[str, ...] = tuple(_ANIMALS.split())
