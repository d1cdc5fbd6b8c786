<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Looking for the latents</source>
    <translation>Buscando los vectores latentes</translation>
  </message>
  <message>
    <source>Denoising</source>
    <translation>Eliminación de ruido</translation>
  </message>
  <message>
    <source>The bench works once a model is open.</source>
    <translation>El banco funciona cuando hay un modelo abierto.</translation>
  </message>
  <message>
    <source>Damage</source>
    <translation>Daño</translation>
  </message>
  <message>
    <source>Methods</source>
    <translation>Métodos</translation>
  </message>
  <message>
    <source>Side by side</source>
    <translation>Lado a lado</translation>
  </message>
  <message>
    <source>Sweep</source>
    <translation>Barrido</translation>
  </message>
  <message>
    <source>Map below each picture</source>
    <translation>Mapa debajo de cada imagen</translation>
  </message>
  <message>
    <source>Where a picture differs from the truth. A good residual looks like plain noise: shapes in it are what the method got wrong.</source>
    <translation>Dónde se aparta una imagen de la original. Un buen residuo parece ruido sin más: las formas que se ven en él son lo que el método hizo mal.</translation>
  </message>
  <message>
    <source>Pictures side by side</source>
    <translation>Imágenes lado a lado</translation>
  </message>
  <message>
    <source>The peak signal-to-noise ratio (PSNR) in decibels and the structural similarity (SSIM); the best are bold. Click a picture to put it into the wipe.</source>
    <translation>La relación señal-ruido de pico (PSNR) en decibelios y la similitud estructural (SSIM); las mejores, en negrita. Un clic en una imagen la lleva a la cortinilla.</translation>
  </message>
  <message>
    <source>Wipe</source>
    <translation>Cortinilla</translation>
  </message>
  <message>
    <source>Drag the edge across, or move it with the arrow keys: before and after.</source>
    <translation>Arrastra el borde de un lado a otro, o muévelo con las flechas: antes y después.</translation>
  </message>
  <message>
    <source>Residual</source>
    <translation>Residuo</translation>
  </message>
  <message>
    <source>What is wrong: orange too bright, blue too dark.</source>
    <translation>Lo que está mal: naranja, demasiado claro; azul, demasiado oscuro.</translation>
  </message>
  <message>
    <source>Absolute error</source>
    <translation>Error absoluto</translation>
  </message>
  <message>
    <source>How far each pixel is off; full colour at half the range.</source>
    <translation>Cuánto se aparta cada píxel; color pleno a la mitad de la escala.</translation>
  </message>
  <message>
    <source>Structural difference</source>
    <translation>Diferencia estructural</translation>
  </message>
  <message>
    <source>1 − SSIM around each pixel.</source>
    <translation>1 − SSIM alrededor de cada píxel.</translation>
  </message>
  <message>
    <source>The settings are not tuned to this damage (yet).</source>
    <translation>Los ajustes (aún) no están afinados para este daño.</translation>
  </message>
  <message>
    <source>Choose a picture on the left.</source>
    <translation>Elige una imagen a la izquierda.</translation>
  </message>
  <message>
    <source>Left of the edge</source>
    <translation>A la izquierda del borde</translation>
  </message>
  <message>
    <source>Right of the edge</source>
    <translation>A la derecha del borde</translation>
  </message>
  <message>
    <source>Truth</source>
    <translation>Original</translation>
  </message>
  <message>
    <source>Damaged</source>
    <translation>Dañada</translation>
  </message>
  <message>
    <source>computing…</source>
    <translation>calculando…</translation>
  </message>
  <message>
    <source>Tick the methods to compare on the left.</source>
    <translation>Marca a la izquierda los métodos que quieres comparar.</translation>
  </message>
  <message>
    <source>The picture before any damage.</source>
    <translation>La imagen antes de todo daño.</translation>
  </message>
  <message>
    <source>{ms} ms</source>
    <translation>{ms} ms</translation>
  </message>
  <message>
    <source>Nothing is missing, so completion has nothing to do: add missing blocks.</source>
    <translation>No falta nada, así que no hay qué completar: añade bloques perdidos.</translation>
  </message>
  <message>
    <source>{share} % of the pixels are missing. Completion and projection are told which; the others see them as black.</source>
    <translation>Falta el {share} % de los píxeles. Al completado y a la proyección se les dice cuáles; los demás los ven negros.</translation>
  </message>
  <message>
    <source>The data set is not on this machine, so the methods without learning guess their settings from how noisy the picture looks.</source>
    <translation>El conjunto de datos no está en este equipo, así que los métodos sin aprendizaje deducen sus ajustes del ruido que aprecian en la imagen.</translation>
  </message>
  <message>
    <source>The methods without learning are being tuned to this damage…</source>
    <translation>Los métodos sin aprendizaje se están afinando para este daño…</translation>
  </message>
  <message>
    <source>Models get the damaged picture and nothing else. The methods without learning are set to what mends training pictures with this damage best.</source>
    <translation>Los modelos reciben la imagen dañada y nada más. Los métodos sin aprendizaje usan los ajustes que mejor reparan imágenes de entrenamiento con este daño.</translation>
  </message>
  <message>
    <source>Kind of damage</source>
    <translation>Tipo de daño</translation>
  </message>
  <message>
    <source>Add damage</source>
    <translation>Añadir daño</translation>
  </message>
  <message>
    <source>One more kind of damage, done to what the ones above have left.</source>
    <translation>Un tipo de daño más, sobre lo que dejaron los de arriba.</translation>
  </message>
  <message>
    <source>Seed of the damage</source>
    <translation>Semilla del daño</translation>
  </message>
  <message>
    <source>The same seed damages the same picture in the same way, on every machine.</source>
    <translation>La misma semilla daña la misma imagen de la misma manera, en cualquier equipo.</translation>
  </message>
  <message>
    <source>Other dice</source>
    <translation>Otros dados</translation>
  </message>
  <message>
    <source>The same amount of damage, another draw. How much do the results change?</source>
    <translation>La misma cantidad de daño, otra tirada. ¿Cuánto cambian los resultados?</translation>
  </message>
  <message>
    <source>Earlier</source>
    <translation>Antes</translation>
  </message>
  <message>
    <source>Comes one step earlier: the order matters.</source>
    <translation>Pasa un puesto antes: el orden importa.</translation>
  </message>
  <message>
    <source>Remove</source>
    <translation>Quitar</translation>
  </message>
  <message>
    <source>Takes this damage away.</source>
    <translation>Quita este daño.</translation>
  </message>
  <message>
    <source>Amount of {kind}</source>
    <translation>Cantidad de {kind}</translation>
  </message>
  <message>
    <source>What is compared. Every model of this data set can be asked; the methods without learning show whether a model earns its place.</source>
    <translation>Lo que se compara. Se puede preguntar a cualquier modelo de este conjunto de datos; los métodos sin aprendizaje muestran si un modelo merece su puesto.</translation>
  </message>
  <message>
    <source>Without learning</source>
    <translation>Sin aprendizaje</translation>
  </message>
  <message>
    <source>Save the sweep</source>
    <translation>Guardar el barrido</translation>
  </message>
  <message>
    <source> amounts</source>
    <translation> cantidades</translation>
  </message>
  <message>
    <source> pictures</source>
    <translation> imágenes</translation>
  </message>
  <message>
    <source>Save</source>
    <translation>Guardar</translation>
  </message>
  <message>
    <source>The plot as a picture, or the figures with how they were measured.</source>
    <translation>La gráfica como imagen, o las cifras con la forma en que se midieron.</translation>
  </message>
  <message>
    <source>Measure</source>
    <translation>Medida</translation>
  </message>
  <message>
    <source>PSNR counts every pixel's squared error; SSIM compares mean, contrast and structure of small windows. They need not agree: a blurred picture has a good PSNR.</source>
    <translation>La PSNR cuenta el error cuadrático de cada píxel; la SSIM compara la media, el contraste y la estructura de ventanas pequeñas. No siempre coinciden: una imagen borrosa tiene buena PSNR.</translation>
  </message>
  <message>
    <source>How far the sweep is</source>
    <translation>Cuánto lleva el barrido</translation>
  </message>
  <message>
    <source>Sweep over the amount of damage</source>
    <translation>Barrido según la cantidad de daño</translation>
  </message>
  <message>
    <source>Start a sweep to see how each ticked method fares as the damage grows.</source>
    <translation>Inicia un barrido para ver cómo se defiende cada método marcado a medida que crece el daño.</translation>
  </message>
  <message>
    <source>Best by {measure}: {ranges}.</source>
    <translation>Mejor según {measure}: {ranges}.</translation>
  </message>
  <message>
    <source>Over</source>
    <translation>Según</translation>
  </message>
  <message>
    <source>Which damage grows; the others stay as they are.</source>
    <translation>Qué daño crece; los demás quedan como están.</translation>
  </message>
  <message>
    <source>from</source>
    <translation>desde</translation>
  </message>
  <message>
    <source>The smallest amount.</source>
    <translation>La cantidad menor.</translation>
  </message>
  <message>
    <source>to</source>
    <translation>hasta</translation>
  </message>
  <message>
    <source>The largest amount.</source>
    <translation>La cantidad mayor.</translation>
  </message>
  <message>
    <source>So many amounts, evenly spread.</source>
    <translation>Tantas cantidades, a intervalos iguales.</translation>
  </message>
  <message>
    <source>So many test pictures, evenly spread over the split. More: steadier curves.</source>
    <translation>Tantas imágenes de prueba, repartidas por igual. Cuantas más, más estables las curvas.</translation>
  </message>
  <message>
    <source>Start the sweep</source>
    <translation>Iniciar el barrido</translation>
  </message>
  <message>
    <source>Damages the same test pictures more and more, lets every ticked method mend them, and draws a curve for each. Projection and completion take long.</source>
    <translation>Daña cada vez más las mismas imágenes de prueba, deja que las repare cada método marcado y dibuja una curva para cada uno. La proyección y el completado tardan mucho.</translation>
  </message>
  <message>
    <source>Stops the sweep.</source>
    <translation>Detiene el barrido.</translation>
  </message>
  <message>
    <source>No method is ticked.</source>
    <translation>No hay ningún método marcado.</translation>
  </message>
  <message>
    <source>Tick some in the list on the left.</source>
    <translation>Marca alguno en la lista de la izquierda.</translation>
  </message>
  <message>
    <source>As {kind}…</source>
    <translation>Como {kind}…</translation>
  </message>
  <message>
    <source>Pictures</source>
    <translation>Imágenes</translation>
  </message>
  <message>
    <source>Open a picture</source>
    <translation>Abrir una imagen</translation>
  </message>
  <message>
    <source>Test picture</source>
    <translation>Imagen de prueba</translation>
  </message>
  <message>
    <source>Your own picture</source>
    <translation>Imagen propia</translation>
  </message>
  <message>
    <source>Drawn by hand</source>
    <translation>Dibujada a mano</translation>
  </message>
  <message>
    <source>The window's picture</source>
    <translation>La imagen de la ventana</translation>
  </message>
  <message>
    <source>Camera</source>
    <translation>Cámara</translation>
  </message>
  <message>
    <source>Negative</source>
    <translation>Negativo</translation>
  </message>
  <message>
    <source>Or drop one on this panel. It is cut square and scaled to what the model draws.</source>
    <translation>O suelta una sobre este panel. Se recorta en cuadrado y se escala a lo que dibuja el modelo.</translation>
  </message>
  <message>
    <source>Follows the picture that the sliders and the map draw. A model's own picture is easy for that model: it can draw it.</source>
    <translation>Sigue la imagen que dibujan los deslizadores y el mapa. La imagen de un modelo le es fácil a ese modelo: sabe dibujarla.</translation>
  </message>
  <message>
    <source>Connect a camera, and let this program use it.</source>
    <translation>Conecta una cámara y permite que este programa la use.</translation>
  </message>
  <message>
    <source>Where the picture comes from</source>
    <translation>De dónde viene la imagen</translation>
  </message>
  <message>
    <source>It is the truth: it gets damaged, and what comes back is compared with it. Test pictures were never seen in training.</source>
    <translation>Es la original: se daña, y lo que vuelve se compara con ella. Las imágenes de prueba no se vieron nunca en el entrenamiento.</translation>
  </message>
  <message>
    <source>Number of the test picture</source>
    <translation>Número de la imagen de prueba</translation>
  </message>
  <message>
    <source>Which of the data set's held-out pictures.</source>
    <translation>Cuál de las imágenes reservadas del conjunto de datos.</translation>
  </message>
  <message>
    <source>Another picture</source>
    <translation>Otra imagen</translation>
  </message>
  <message>
    <source>Another test picture, at random.</source>
    <translation>Otra imagen de prueba, al azar.</translation>
  </message>
  <message>
    <source>Pad</source>
    <translation>Lienzo</translation>
  </message>
  <message>
    <source>Drag to draw, with the right button to erase. Keys: arrows move the pen, Space draws, Delete clears.</source>
    <translation>Arrastra para dibujar, con el botón derecho para borrar. Teclas: las flechas mueven la pluma, Espacio dibuja, Supr lo borra todo.</translation>
  </message>
  <message>
    <source>Turns light and dark round: Fashion-MNIST and MNIST are light on dark, most photographs and scans are not.</source>
    <translation>Invierte claro y oscuro: Fashion-MNIST y MNIST son claros sobre oscuro; casi todas las fotografías y digitalizaciones, no.</translation>
  </message>
  <message>
    <source>Open…</source>
    <translation>Abrir…</translation>
  </message>
  <message>
    <source>A picture file of yours.</source>
    <translation>Un archivo de imagen propio.</translation>
  </message>
  <message>
    <source>Paste</source>
    <translation>Pegar</translation>
  </message>
  <message>
    <source>The picture on the clipboard.</source>
    <translation>La imagen del portapapeles.</translation>
  </message>
  <message>
    <source>An empty pad.</source>
    <translation>Un lienzo vacío.</translation>
  </message>
  <message>
    <source>Take a picture</source>
    <translation>Hacer una foto</translation>
  </message>
  <message>
    <source>One picture from the camera.</source>
    <translation>Una imagen de la cámara.</translation>
  </message>
  <message>
    <source>The picture is cut square and scaled to what the model draws.</source>
    <translation>La imagen se recorta en cuadrado y se escala a lo que dibuja el modelo.</translation>
  </message>
  <message>
    <source>Cameras need Qt's multimedia module: pip install PySide6-Addons.</source>
    <translation>Para usar cámaras hace falta el módulo multimedia de Qt: pip install PySide6-Addons.</translation>
  </message>
  <message>
    <source>There is no picture on the clipboard.</source>
    <translation>No hay ninguna imagen en el portapapeles.</translation>
  </message>
  <message>
    <source>Copy a picture in another program first.</source>
    <translation>Copia antes una imagen en otro programa.</translation>
  </message>
  <message>
    <source>There is no camera.</source>
    <translation>No hay cámara.</translation>
  </message>
  <message>
    <source>The camera gives no picture.</source>
    <translation>La cámara no da ninguna imagen.</translation>
  </message>
  <message>
    <source>denoising</source>
    <translation>quitar ruido</translation>
  </message>
  <message>
    <source>reconstruction</source>
    <translation>reconstrucción</translation>
  </message>
  <message>
    <source>posterior mean</source>
    <translation>media posterior</translation>
  </message>
  <message>
    <source>averaged samples</source>
    <translation>muestras promediadas</translation>
  </message>
  <message>
    <source>from its code</source>
    <translation>desde su código</translation>
  </message>
  <message>
    <source>from its codes</source>
    <translation>desde sus códigos</translation>
  </message>
  <message>
    <source>projection</source>
    <translation>proyección</translation>
  </message>
  <message>
    <source>completion</source>
    <translation>completado</translation>
  </message>
  <message>
    <source>Trained to give the sound picture for a damaged one. What it cannot tell from damage it fills in with what pictures look like.</source>
    <translation>Entrenado para devolver la imagen sana a partir de la dañada. Lo que no distingue del daño lo rellena con el aspecto que suelen tener las imágenes.</translation>
  </message>
  <message>
    <source>Squeezed into a few numbers and drawn again. Trained on sound pictures only: noise is lost because the code has no room for it, but it also leads the encoder astray.</source>
    <translation>Se comprime en unos pocos números y se dibuja de nuevo. Entrenado solo con imágenes sanas: el ruido se pierde porque no cabe en el código, pero también despista al codificador.</translation>
  </message>
  <message>
    <source>The encoder's mean, decoded. The encoder never saw noise, so it may end up far from the right place: compare the projection.</source>
    <translation>La media del codificador, decodificada. El codificador nunca vio ruido, así que puede acabar lejos del lugar correcto: compárelo con la proyección.</translation>
  </message>
  <message>
    <source>Sixteen draws from the posterior, decoded and averaged: softer where the encoder is unsure.</source>
    <translation>Dieciséis muestras de la posterior, decodificadas y promediadas: más suave donde el codificador duda.</translation>
  </message>
  <message>
    <source>The picture that the model draws of its own code of the damaged one.</source>
    <translation>La imagen que el modelo dibuja a partir de su propio código de la dañada.</translation>
  </message>
  <message>
    <source>Every patch becomes the nearest entry of a codebook, and is drawn again.</source>
    <translation>Cada parche pasa a ser la entrada más cercana de un libro de códigos y se dibuja de nuevo.</translation>
  </message>
  <message>
    <source>The picture closest to the damaged one that the generator can draw, found by descent in its latent space: noise is nothing that it can draw. Takes a second or two.</source>
    <translation>La imagen más cercana a la dañada que el generador sabe dibujar, hallada por descenso en su espacio latente: el ruido no sabe dibujarlo. Tarda uno o dos segundos.</translation>
  </message>
  <message>
    <source>Draws the missing pixels one by one after the given ones; nothing else is changed. The seed decides the draw.</source>
    <translation>Dibuja uno a uno los píxeles que faltan tras los dados; nada más cambia. La semilla decide la tirada.</translation>
  </message>
  <message>
    <source>There is no method called {name}.</source>
    <translation>No hay ningún método llamado {name}.</translation>
  </message>
  <message>
    <source>There are: {names}.</source>
    <translation>Hay: {names}.</translation>
  </message>
  <message>
    <source>Training a model on it fetches it: gen-explorer train.</source>
    <translation>Al entrenar un modelo con él se descarga: gen-explorer train.</translation>
  </message>
  <message>
    <source>Choose a PNG, JPEG, WebP, TIFF or another common picture.</source>
    <translation>Elige un archivo PNG, JPEG, WebP, TIFF u otra imagen común.</translation>
  </message>
  <message>
    <source>The data set {data} is not on this machine.</source>
    <translation>El conjunto de datos {data} no está en este equipo.</translation>
  </message>
  <message>
    <source>{path} is no picture that can be read ({reason}).</source>
    <translation>{path} no es una imagen que se pueda leer ({reason}).</translation>
  </message>
  <message>
    <source>Choose a model that is made for pictures of this shape.</source>
    <translation>Elige un modelo hecho para imágenes de esta forma.</translation>
  </message>
  <message>
    <source>{model} restores pictures of {wanted}, not of {given}.</source>
    <translation>{model} restaura imágenes de {wanted}, no de {given}.</translation>
  </message>
  <message>
    <source>Median</source>
    <translation>Mediana</translation>
  </message>
  <message>
    <source>Total variation</source>
    <translation>Variación total</translation>
  </message>
  <message>
    <source>Non-local means</source>
    <translation>Medias no locales</translation>
  </message>
  <message>
    <source>Bilateral</source>
    <translation>Bilateral</translation>
  </message>
  <message>
    <source>The median of each pixel's neighbours: outliers vanish, corners too.</source>
    <translation>La mediana de los vecinos de cada píxel: los valores atípicos desaparecen, las esquinas también.</translation>
  </message>
  <message>
    <source>The closest picture with little slope: flat areas, sharp edges.</source>
    <translation>La imagen más cercana con poca pendiente: zonas planas, bordes nítidos.</translation>
  </message>
  <message>
    <source>The mean over pixels whose surroundings look alike, near and far.</source>
    <translation>La media de los píxeles cuyo entorno se parece, cerca y lejos.</translation>
  </message>
  <message>
    <source>The mean over neighbours that are alike in brightness: edges stay.</source>
    <translation>La media de los vecinos de claridad parecida: los bordes quedan.</translation>
  </message>
  <message>
    <source>{count} pictures of {data}, split “{split}”, spread evenly; {kind} by amount ({unit}), seed {seed}. Mean over the pictures.</source>
    <translation>{count} imágenes de {data}, partición «{split}», repartidas por igual; {kind} según la cantidad ({unit}), semilla {seed}. Media de las imágenes.</translation>
  </message>
  <message>
    <source>Settings</source>
    <translation>Ajustes</translation>
  </message>
  <message>
    <source>Besides: {damage}.</source>
    <translation>Además: {damage}.</translation>
  </message>
  <message>
    <source>The classical methods were set for each amount to what gave the best mean PSNR on {count} training pictures with the same damage; the models were told nothing.</source>
    <translation>Los métodos clásicos usaron, para cada cantidad, los ajustes con la mejor PSNR media en {count} imágenes de entrenamiento con el mismo daño; a los modelos no se les dijo nada.</translation>
  </message>
  <message>
    <source>Name a folder to read and one to write, or --sweep KIND.</source>
    <translation>Indica una carpeta que leer y otra que escribir, o --sweep TIPO.</translation>
  </message>
  <message>
    <source>One --method at a time for a folder.</source>
    <translation>Un solo --method a la vez para una carpeta.</translation>
  </message>
  <message>
    <source>Choose a model with an encoder, or one that draws from a vector.</source>
    <translation>Elige un modelo con codificador, o uno que dibuje a partir de un vector.</translation>
  </message>
  <message>
    <source>A sweep takes test pictures: leave out the folders.</source>
    <translation>Un barrido usa imágenes de prueba: omita las carpetas.</translation>
  </message>
  <message>
    <source>Write KIND=AMOUNT, like gaussian=0.3.</source>
    <translation>Escribe TIPO=CANTIDAD, como gaussian=0.3.</translation>
  </message>
  <message>
    <source>Write numbers like 0.1,0.3,0.5.</source>
    <translation>Escribe números como 0.1,0.3,0.5.</translation>
  </message>
  <message>
    <source>The file's name ends in .csv or .md.</source>
    <translation>El nombre del archivo termina en .csv o .md.</translation>
  </message>
  <message>
    <source>{model} can neither denoise nor reconstruct.</source>
    <translation>{model} no puede ni quitar ruido ni reconstruir.</translation>
  </message>
  <message>
    <source>A folder of pictures, or one picture.</source>
    <translation>Una carpeta de imágenes, o una imagen.</translation>
  </message>
  <message>
    <source>The folder for the mended ones.</source>
    <translation>La carpeta para las reparadas.</translation>
  </message>
  <message>
    <source>How: denoise, reconstruct, mean, samples, code, tokens, project, complete; median, total-variation, non-local-means or bilateral; MODEL/HOW for another model. Left out, a folder takes the model's quickest and says which. Repeatable in a sweep.</source>
    <translation>Cómo: denoise, reconstruct, mean, samples, code, tokens, project, complete; median, total-variation, non-local-means o bilateral; MODELO/CÓMO para otro modelo. Si falta, una carpeta usa el más rápido del modelo y dice cuál. Se puede repetir en un barrido.</translation>
  </message>
  <message>
    <source>Of the damage and of drawn pixels.</source>
    <translation>Del daño y de los píxeles dibujados.</translation>
  </message>
  <message>
    <source>KIND: sweeps over its amount on test pictures, instead of a folder.</source>
    <translation>TIPO: barrido de su cantidad con imágenes de prueba, en vez de una carpeta.</translation>
  </message>
  <message>
    <source>Amounts of the sweep, with commas between them.</source>
    <translation>Cantidades del barrido, separadas por comas.</translation>
  </message>
  <message>
    <source>Test pictures of the sweep.</source>
    <translation>Imágenes de prueba del barrido.</translation>
  </message>
  <message>
    <source>File for the sweep's table: .csv or .md.</source>
    <translation>Archivo para la tabla del barrido: .csv o .md.</translation>
  </message>
  <message>
    <source>Stopped; what was mended so far is in {path}.</source>
    <translation>Detenido; lo reparado hasta ahora está en {path}.</translation>
  </message>
  <message>
    <source>KIND=AMOUNT: damages the pictures first, one step after the other. Kinds: {names}.</source>
    <translation>TIPO=CANTIDAD: daña antes las imágenes, un paso tras otro. Tipos: {names}.</translation>
  </message>
  <message>
    <source>one picture damaged, mended and measured, from request to answer, {count} requests; milliseconds:</source>
    <translation>una imagen dañada, reparada y medida, de la petición a la respuesta, {count} peticiones; milisegundos:</translation>
  </message>
  <message>
    <source>Over {limit} ms at the 99th percentile: {names}.</source>
    <translation>Por encima de {limit} ms en el percentil 99: {names}.</translation>
  </message>
  <message>
    <source>Choose another folder to write to.</source>
    <translation>Elige otra carpeta en la que escribir.</translation>
  </message>
  <message>
    <source>Name a folder of pictures, or one picture.</source>
    <translation>Indica una carpeta de imágenes, o una imagen.</translation>
  </message>
  <message>
    <source>{count} pictures of {side} × {side} pixels are in {path}.</source>
    <translation>Hay {count} imágenes de {side} × {side} píxeles en {path}.</translation>
  </message>
  <message>
    <source>The mended pictures would be written over the damaged ones in {path}.</source>
    <translation>Las imágenes reparadas se escribirían sobre las dañadas en {path}.</translation>
  </message>
  <message>
    <source>Left out, because they cannot be read: {names}</source>
    <translation>Omitidas porque no se pueden leer: {names}</translation>
  </message>
  <message>
    <source>PSNR {before:.2f} dB damaged, {after:.2f} dB mended; SSIM {first:.3f} and {second:.3f}. Mean over the pictures.</source>
    <translation>PSNR: {before:.2f} dB dañadas, {after:.2f} dB reparadas; SSIM: {first:.3f} y {second:.3f}. Media de las imágenes.</translation>
  </message>
  <message>
    <source>Measure how soon one damaged picture is mended.</source>
    <translation>Mide cuánto se tarda en reparar una imagen dañada.</translation>
  </message>
  <message>
    <source>Mend a folder of pictures with a model, or sweep over the amount of damage.</source>
    <translation>Repara una carpeta de imágenes con un modelo, o hace un barrido de la cantidad de daño.</translation>
  </message>
  <message>
    <source>One picture of {data}, split “{split}”; {kind} by amount ({unit}), seed {seed}.</source>
    <translation>Una imagen de {data}, partición «{split}»; {kind} según la cantidad ({unit}), semilla {seed}.</translation>
  </message>
  <message>
    <source>One picture of {side} × {side} pixels is in {path}.</source>
    <translation>Hay una imagen de {side} × {side} píxeles en {path}.</translation>
  </message>
  <message>
    <source>PSNR {before:.2f} dB damaged, {after:.2f} dB mended; SSIM {first:.3f} and {second:.3f}.</source>
    <translation>PSNR: {before:.2f} dB dañada, {after:.2f} dB reparada; SSIM: {first:.3f} y {second:.3f}.</translation>
  </message>
  <message>
    <source>The open model has no encoder, and its pictures do not follow smoothly from a vector, so it can mend nothing. Tick another model on the left, or open an autoencoder, a VAE or a GAN.</source>
    <translation>El modelo abierto no tiene codificador y sus imágenes no dependen suavemente de un vector, así que no puede reparar nada. Marca otro modelo a la izquierda o abre un autoencoder, un VAE o una GAN.</translation>
  </message>
  <message>
    <source>The open model has no encoder: the picture nearest to the damaged one that its generator can draw is searched for, which takes a second or two.</source>
    <translation>El modelo abierto no tiene codificador: se busca la imagen más cercana a la dañada que su generador puede dibujar, lo que tarda uno o dos segundos.</translation>
  </message>
  <message>
    <source>The open model has no encoder, so it can only search for the nearest picture that its generator can draw: tick Projection below its name on the left.</source>
    <translation>El modelo abierto no tiene codificador, así que solo puede buscar la imagen más cercana que su generador puede dibujar: marca «Proyección» bajo su nombre a la izquierda.</translation>
  </message>
  <message>
    <source>The open model draws pixel by pixel, so it can only draw what is missing: tick Completion below its name on the left, and add missing blocks.</source>
    <translation>El modelo abierto dibuja píxel a píxel, así que solo puede dibujar lo que falta: marca «Completado» bajo su nombre a la izquierda y añade bloques que faltan.</translation>
  </message>
  <message>
    <source>Method: {way} ({label}).</source>
    <translation>Método: {way} ({label}).</translation>
  </message>
  <message>
    <source>Others, with --method: {names}.</source>
    <translation>Otros, con --method: {names}.</translation>
  </message>
</context>
</TS>
